"""How sure an answer is: what else the data allow."""
