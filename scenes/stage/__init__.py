"""The stage: everything that films share, between Manim and mlcore.

What a film is told of and how it is told:

- `settings`: what a user may set for a film, read from `manim.cfg`
- `choices`: what is chosen where a user leaves it open: learning rate, start, iterations
- `study`: the data, the problem and the descent of a film, and how they are scaled
- `story`: the words that belong to the data
- `remarks`: what is said at the milestones of a descent
- `captions`: how captions are broken into lines, and how long they take to read
- `film`: the scene of a film: chapters, captions, rests, and a cache that is never stale
- `study_film`: a film about one study: its opening, its formulas, its descent

What every picture is made of:

- `theme`: colours by meaning, type sizes, timing and the layout grid
- `ticks`: round tick values, and how numbers are written
- `text`: words, symbols and live numbers, typeset by Typst
- `equations`: formulas of named parts, one colour a symbol
- `dials`: numbers of a mobject that animate
- `plots`: plane plots: two scales, and a data set as dots
- `curves`: what is drawn in them: fitted curve, residuals, the loss curve
- `classes`: two classes as stacked dots, and their decision boundary
- `chances`: how well they were foreseen: chances, surprises, a band
- `neuron`: a neuron, and a network of them
- `widgets`: a slider, a counter of iterations, guides to the axes

The loss in three dimensions:

- `viewport`: a 3-D panel that is one mobject in a 2-D scene, and the solids in it
- `space`: how weights and their loss are placed in a panel
- `solids`: lines, markers, arrows, slices and the trail of a descent
- `surface`: the loss surface, the contour map below it, the axes around it
- `ball`: the ball that rolls down the surface
- `panel`: all of these together, for one descent
- `scaling`: a panel whose inputs are standardised before the viewer's eyes
- `slopes`: the slopes of the surface at one point, and their gradient

Compositions that chapters are played with:

- `score`: a probe on the data, its score on the sigmoid, and both formulas
- `walk`: two weights, their line among the data, their spot on the surface
- `linked`: surface, fit, loss curve, rule and counter, by one playhead
- `rates`: one learning rate among several, with its own descent
- `comparison`: the result of a descent beside the exact minimum

How it reaches the screen:

- `canvas`: the pixels and depths that the solids of a panel are painted on
- `raster`: the compiled loops that fill meshes and balls
- `outlines`: outlines of plane mobjects, for cairo
- `camera`: Manim's camera, which also paints panels, and its renderer
- `encoder`: video segments whose colours are what their tags say
"""
