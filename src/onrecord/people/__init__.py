"""Who is who in an article: its people and organizations, and who speaks each statement."""

from onrecord.people.resolve import resolve

__all__ = ["resolve"]
