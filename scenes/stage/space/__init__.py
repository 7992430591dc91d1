"""Three dimensions in a panel of the frame: the viewport, its solids, and how they are painted."""
