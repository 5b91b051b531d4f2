"""When an actor counts as in the room, or as a traveler: at which kinds of events, in which parts, and how well that is known."""

from __future__ import annotations

#: The kinds of events whose participants meet or speak with each other.
ROOM_KINDS = ("meeting", "call", "talks", "summit", "conference", "visit")
#: The parts in which an actor is named but not there, or may not have been.
NOT_THERE = ("absent", "subject", "recipient", "author", "publisher")
#: The parts of those named with a trip or visit who did not travel.
STAYED = (*NOT_THERE, "host")
PRESENCES = ("confirmed", "reported")
