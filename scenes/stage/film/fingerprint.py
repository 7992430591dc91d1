"""A digest of any Python objects: of all that can be reached from them, by what it says.

It is the same in every process: no address, no hash and no order of a set enters. Functions count
by their code, by the values that they enclose, and by whatever they mention of the module that they
stand in; so do the classes of objects. What belongs to Python, to installed packages, to `mlcore`
and to the stage counts by its name alone: those are part of a segment's key by themselves.
"""

import functools
import hashlib
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path, PurePath
from types import BuiltinFunctionType, CellType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np
from manim import Mobject
from numpy.typing import NDArray

import mlcore
from scenes.stage.film.captions import Said
from scenes.stage.film.sources import Sources, names_in

__all__ = ["BASE", "Fingerprint"]

BASE = Path(mlcore.__file__).parent, Path(__file__).parents[1]
"""The folders of `mlcore` and of the stage."""

_INSTALLED = tuple(
    str(Path(str(folder)).resolve())
    for folder in (
        *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        *BASE,
    )
)
_PLAIN = (type(None), bool, int, float, complex, str, bytes, type(...), range)
_MACHINERY = {
    "__dict__",
    "__weakref__",
    "__module__",
    "__doc__",
    "__qualname__",
    "__annotations__",
    "__firstlineno__",
    "__static_attributes__",
    "__parameters__",
    "__abstractmethods__",
    "_abc_impl",
    "__dataclass_fields__",
    "__dataclass_params__",
    "__slots__",
}
"""What every class has, and says nothing that its methods do not say."""


_GRID = 1e5
"""So many squares a unit of length: a pixel of the finest film is 370 of them wide."""

_ASIDE = {"original_id", "_put"}
"""Attributes that say nothing: Manim's address of a copy's original, and what a label looks up."""


class Fingerprint:
    """A digest to which values are added one after another.

    Parameters
    ----------
    film
        An object that counts nowhere by what it holds, only by being there; what is mentioned by
        a name of ``methods`` means that one.
    methods
        What mentions may mean besides names of a module.
    sources
        How functions are read.
    """

    def __init__(
        self,
        film: object = None,
        methods: Mapping[str, object] | None = None,
        sources: Sources | None = None,
    ) -> None:
        self.film = film
        self.methods = methods or {}
        self.sources = sources or Sources()
        self._digest = hashlib.sha256()
        self._seen: dict[int, int] = {}
        self._kept: list[object] = []  # so that no address is used twice
        self._own: dict[str, bool] = {}

    def add(self, *values: object) -> "Fingerprint":
        """Add values, and return the digest itself."""
        waiting = list(reversed(values))
        while waiting:
            value = waiting.pop()
            if _is_plain(value):
                self._digest.update(f"{type(value).__name__} {value!r}\n".encode())
            elif isinstance(value, np.ndarray) and not value.dtype.hasobject:
                # by what it holds: whether two things share one is an accident of copying
                self._digest.update(f"array {value.dtype.str} {value.shape} ".encode())
                self._digest.update(value.tobytes())
            elif id(value) in self._seen:
                self._digest.update(f"again {self._seen[id(value)]}\n".encode())
            else:
                self._seen[id(value)] = len(self._seen)
                self._kept.append(value)
                said, parts = self._told(value)
                head = said.encode() if isinstance(said, str) else said
                self._digest.update(b"%d %d " % (len(head), len(parts)) + head)
                waiting.extend(reversed(parts))
        return self

    def hexdigest(self) -> str:
        """Return the digest of all that has been added."""
        return self._digest.hexdigest()

    def _told(self, value: Any) -> tuple[str | bytes, list[Any]]:
        """Return what a value says itself, and the parts that it is made of."""
        kind = type(value)
        if value is self.film:
            return "the film", []
        if isinstance(value, np.ndarray):
            return f"objects {value.shape}", list(value.ravel())
        if isinstance(value, Said):
            return repr(value) if self.sources.captions else "said", []
        if isinstance(value, np.generic):
            return f"{value.dtype.str} {value.tobytes()!r}", []
        if kind is list or kind is tuple:
            return kind.__name__, list(value)
        if kind is dict:
            return "dict", [part for pair in value.items() for part in pair]
        if isinstance(value, set | frozenset):
            return " ".join(["set", *sorted(map(self._apart, value))]), []
        if isinstance(value, type):
            return self._class(value)
        if isinstance(value, FunctionType):
            return self._function(value)
        if isinstance(value, MethodType):
            return "method", [value.__func__, value.__self__]
        if isinstance(value, functools.partial):
            return "partial", [value.func, value.args, value.keywords]
        if isinstance(value, staticmethod | classmethod):
            return kind.__name__, [value.__func__]
        if isinstance(value, property):
            return "property", [value.fget, value.fset]
        if isinstance(value, functools.cached_property):
            return "cached_property", [value.func]
        if isinstance(value, CellType):
            try:
                return "cell", [value.cell_contents]
            except ValueError:
                return "empty cell", []
        if isinstance(value, Enum):
            return f"{kind.__qualname__}.{value.name}", []
        if isinstance(value, PurePath):
            return f"path {value}", []
        if isinstance(value, ModuleType | BuiltinFunctionType):
            return f"{kind.__name__} {value.__name__}", []
        if hasattr(value, "__wrapped__"):  # such as what functools.cache makes
            return "wrapper", [value.__wrapped__]
        return "object", [kind, *self._state(value)]

    def _apart(self, value: object) -> str:
        """Return the digest of a value by itself."""
        return Fingerprint(self.film, self.methods, self.sources).add(value).hexdigest()

    def _state(self, value: Any) -> list[Any]:
        """Return what an object of any class holds; not what it has only looked up for itself."""
        kind = type(value)
        slots = [
            name
            for each in kind.__mro__
            for name in _slots(each)
            if name not in ("__dict__", "__weakref__") and hasattr(value, name)
        ]
        held = {name: getattr(value, name) for name in slots} | getattr(value, "__dict__", {})
        held = {
            name: part
            for name, part in held.items()
            if name not in _ASIDE
            and not isinstance(getattr(kind, name, None), functools.cached_property)
        }
        if isinstance(value, Mobject):
            held["points"] = _on_grid(value.points)
            held.pop("file_name", None)  # where its drawing is kept: that differs between machines
        parts = [part for pair in held.items() for part in pair]
        if isinstance(value, dict):
            parts.extend(part for pair in value.items() for part in pair)
        elif isinstance(value, list | tuple):
            parts.extend(value)
        elif isinstance(value, str | bytes | int | float):
            parts.append(repr(value))
        elif not held and not hasattr(value, "__dict__"):
            try:  # how it would be copied: that is all it holds
                copied = value.__reduce_ex__(4)
            except TypeError:
                return []
            parts = [copied] if isinstance(copied, str) else list(copied[1:])
            parts = [list(each) if hasattr(each, "__next__") else each for each in parts]
        return parts

    def _function(self, function: FunctionType) -> tuple[str, list[Any]]:
        """Return what a function says, with the values and the other functions that it uses."""
        enclosed = [function.__defaults__, function.__kwdefaults__, function.__closure__]
        name = f"function {function.__module__}.{function.__qualname__}"
        inner = getattr(function, "__wrapped__", None)  # of a decorator's
        mentioned = names_in(function.__code__)
        methods = [self.methods[each] for each in sorted(mentioned & self.methods.keys())]
        if not self._is_own(function.__module__):
            is_method = self.methods.get(function.__name__) is function
            return name, [*enclosed, inner, *(methods if is_method else ())]
        known = function.__globals__
        used = [known[each] for each in sorted(mentioned & known.keys())]
        used = [each for each in used if not isinstance(each, ModuleType)]
        return self.sources.text_of(function), [*enclosed, inner, *used, *methods]

    def _class(self, kind: type) -> tuple[str, list[Any]]:
        """Return a class's name and, if it is the film author's, its bases and all it defines."""
        if not self._is_own(kind.__module__):
            return f"class {kind.__module__}.{kind.__qualname__}", []
        if isinstance(self.film, kind):
            return "the film's class", []
        defined = [
            part
            for key, value in vars(kind).items()
            if key not in _MACHINERY and not _is_generated(value)
            for part in (key, value)
        ]
        # a film's module has one name for Manim's command and another for ours
        return f"class {kind.__qualname__}", [*kind.__bases__, *defined]

    def _is_own(self, module: str | None) -> bool:
        """Tell whether a module is the film's or another one of its author."""
        if module not in self._own:
            file = getattr(sys.modules.get(module or ""), "__file__", None)
            self._own[module or ""] = bool(file) and not str(Path(str(file)).resolve()).startswith(
                _INSTALLED
            )
        return self._own[module or ""]


def _is_plain(value: object) -> bool:
    """Tell whether a value is all in its text, so that it does not matter which object it is."""
    if type(value) is tuple:
        return all(map(_is_plain, value))
    return type(value) in _PLAIN


def _on_grid(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the squares of a grid that points lie in, far finer than any pixel.

    What has been moved in many small steps differs in its last digits from what has been moved in
    one. The lines of the grid lie where no number with few digits does.
    """
    return np.floor(np.clip(np.nan_to_num(points), -1e9, 1e9) * _GRID + 1 / np.pi).astype(np.int64)


def _slots(kind: type) -> Iterable[str]:
    slots = vars(kind).get("__slots__", ())
    return (slots,) if isinstance(slots, str) else slots


def _is_generated(value: object) -> bool:
    """Tell whether something was made by a decorator out of what else the class says."""
    return isinstance(value, FunctionType) and value.__code__.co_filename.startswith("<")
