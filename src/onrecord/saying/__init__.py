"""How a thing is said: how firmly, to whom and where."""
