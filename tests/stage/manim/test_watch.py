"""Every override of Manim is in one folder; when Manim changes, what must be read again is named.

`watched.json` holds, for each method of Manim that the stage overrides or reaches into, a digest
of its source as it was when it was last read. After an upgrade, read what this test names, then
write the digests anew:

    python tests/stage/manim/test_watch.py
"""

import ast
import hashlib
import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scenes

TABLE = Path(__file__).with_name("watched.json")
ROOT = Path(scenes.__file__).parent
OURS = "scenes.stage.manim"

# What the stage calls or copies without overriding it.
REACHED = {
    "manim._config.output.OutputFormat.parse",
    "manim._config.utils.config_file_paths",
    "manim._config.utils.ManimConfig.digest_parser",
    "manim._config.video_encoder.video_encoder_fingerprint",
    "manim.camera.camera.Camera.apply_fill",
    "manim.camera.camera.Camera.apply_stroke",
    "manim.camera.camera.Camera.capture_mobjects",
    "manim.camera.camera.Camera.get_cairo_context",
    "manim.camera.camera.Camera.get_mobjects_to_display",
    "manim.camera.camera.Camera.set_cairo_context_path",
    "manim.camera.camera.Camera.set_frame_to_background",
    "manim.mobject.mobject.Mobject.update",
    "manim.mobject.svg.svg_mobject.SVGMobject.__init__",
    "manim.mobject.svg.svg_mobject.SVGMobject.apply_style_to_mobject",
    "manim.mobject.svg.svg_mobject.SVGMobject.generate_mobject",
    "manim.mobject.svg.svg_mobject.SVGMobject.get_mobjects_from",
    "manim.mobject.svg.svg_mobject.VMobjectFromSVGPath.handle_commands",
    "manim.mobject.text.typst_mobject.MathTypst._preprocess_groups",
    "manim.mobject.text.typst_mobject.Typst.__init__",
    "manim.mobject.text.typst_mobject.Typst._rebuild_label_aliases",
    "manim.mobject.text.typst_mobject.Typst.get_mob_from_shape_element",
    "manim.mobject.text.typst_mobject.Typst.modify_xml_tree",
    "manim.mobject.text.typst_mobject._manimgrp_preamble",
    "manim.renderer.cairo_renderer.CairoRenderer.update_frame",
    "manim.renderer.cairo_renderer.CairoRenderer.update_skipping_status",
    "manim.scene.scene.Scene.add",
    "manim.scene.scene.Scene.begin_animations",
    "manim.scene.scene.Scene.compile_animation_data",
    "manim.scene.scene.Scene.get_moving_mobjects",
    "manim.scene.scene.Scene.is_current_animation_frozen_frame",
    "manim.scene.scene.Scene.pause",
    "manim.scene.scene.Scene.play",
    "manim.scene.scene.Scene.play_internal",
    "manim.scene.scene.Scene.render",
    "manim.scene.scene.Scene.update_to_time",
    "manim.scene.scene_file_writer.SceneFileWriter.close_partial_movie_stream",
    "manim.scene.scene_file_writer.SceneFileWriter.combine_to_movie",
    "manim.scene.scene_file_writer.SceneFileWriter.is_already_cached",
    "manim.scene.scene_file_writer._PartialMovieEncodeJob",
    "manim.scene.video_segment_encoder.VideoSegmentEncoder._operation_error",
    "manim.scene.video_segment_encoder.VideoSegmentEncoder._validate_frame",
    "manim.utils.family.extract_mobject_family_members",
    "manim.utils.typst_file_writing._typst_hash",
    "manim.utils.typst_file_writing.typst_to_svg_file",
}

# What Manim means to be overridden, anywhere.
MEANT = {
    "__init__",
    "__doc__",
    "construct",
    "setup",
    "begin",
    "finish",
    "interpolate_mobject",
    "interpolate_submobject",
    "create_starting_mobject",
    "create_target",
    "clean_up_from_scene",
    "scale",
    "add",
    # the verbs that the author of a film calls; Manim's own are watched as well
    "play",
    "pause",
    "render",
}


def stage_classes() -> Iterator[type]:
    """Every class of films and stage that descends from one of Manim's."""
    for found in pkgutil.walk_packages([str(ROOT)], "scenes."):
        module = importlib.import_module(found.name)
        for each in vars(module).values():
            if inspect.isclass(each) and each.__module__ == found.name:
                yield each


def overridden(cls: type) -> Iterator[tuple[str, Any]]:
    """Names that a class defines although one of Manim's classes does, with Manim's own."""
    bases = [base for base in cls.__mro__[1:] if base.__module__.startswith("manim.")]
    for name, value in vars(cls).items():
        if callable(value) or isinstance(value, property):
            theirs = next((vars(base)[name] for base in bases if name in vars(base)), None)
            if theirs is not None and name != "_original__init__":  # Manim's own doing
                yield name, theirs


def source(value: Any) -> str:
    """The source of a function, class or property of Manim's."""
    function = value.fget if isinstance(value, property) else value
    function = getattr(function, "__func__", function)  # of a class method
    return inspect.getsource(inspect.unwrap(function))


def full_name(value: Any) -> str:
    function = inspect.unwrap(value.fget if isinstance(value, property) else value)
    return f"{function.__module__}.{function.__qualname__}"


def named(name: str) -> Any:
    """What a full name stands for."""
    module, rest = name, []
    while True:
        try:
            value = importlib.import_module(module)
        except ModuleNotFoundError:
            module, _, last = module.rpartition(".")
            rest.insert(0, last)
            continue
        for part in rest:
            value = (
                inspect.getattr_static(value, part)
                if inspect.isclass(value)
                else getattr(value, part)
            )
        return value


def watched() -> dict[str, str]:
    """Digests of all of Manim that the stage overrides or reaches into, as installed."""
    found = {name: named(name) for name in REACHED}
    for cls in stage_classes():
        if cls.__module__.startswith(OURS):
            found.update((full_name(theirs), theirs) for _, theirs in overridden(cls))
    return {
        name: hashlib.sha256(source(value).encode()).hexdigest()[:16]
        for name, value in sorted(found.items())
    }


def test_what_we_override_is_as_it_was_when_it_was_read() -> None:
    read, now = json.loads(TABLE.read_text("utf-8")), watched()
    again = [name for name, digest in now.items() if read.get(name) != digest]
    assert again == [], "read these again in Manim's source, then the stage's overrides of them"
    assert sorted(read) == sorted(now), "these are no longer overridden"


def test_a_change_in_manim_is_named(monkeypatch: Any) -> None:
    from manim import Scene

    def update_mobjects(self: Any, dt: float) -> None:
        """Not as it was."""

    update_mobjects.__module__ = "manim.scene.scene"
    update_mobjects.__qualname__ = "Scene.update_mobjects"
    monkeypatch.setattr(Scene, "update_mobjects", update_mobjects)
    read, now = json.loads(TABLE.read_text("utf-8")), watched()
    changed = [name for name, digest in now.items() if read.get(name) != digest]
    assert changed == ["manim.scene.scene.Scene.update_mobjects"]


def test_nothing_of_manim_is_overridden_elsewhere() -> None:
    elsewhere = [
        f"{cls.__module__}.{cls.__name__}.{name}"
        for cls in stage_classes()
        if not cls.__module__.startswith(OURS)
        for name, _ in overridden(cls)
        if name not in MEANT
    ]
    assert elsewhere == []


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def own_names(tree: ast.AST) -> Iterator[str]:
    """Private names that a file defines, by itself or on its objects."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def reached(tree: ast.AST, own: set[str]) -> Iterator[str]:
    """Private names of others that a file imports or asks for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("manim"):
            parts = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            yield from (f"{node.module}: {part}" for part in parts if private(part))
        elif isinstance(node, ast.Attribute) and private(node.attr) and node.attr not in own:
            yield ast.unparse(node)


def test_no_private_name_of_manim_is_used_elsewhere() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}
    own = {name for tree in trees.values() for name in own_names(tree) if private(name)}
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, tree in trees.items()
        if path.parent != ROOT / "stage" / "manim"
        for name in reached(tree, own)
    ]
    assert found == []


if __name__ == "__main__":
    TABLE.write_text(json.dumps(watched(), indent=1) + "\n", encoding="utf-8")
