"""How one descends: step rules, the iterates that they make, and the path that is left behind."""
