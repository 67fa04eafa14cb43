"""Political events: what is said to have been done, whether it was, and who vouches for it."""

from onrecord.events.assemble import Gazetteer, events
from onrecord.events.found import Found, find

__all__ = ["Found", "Gazetteer", "events", "find"]
