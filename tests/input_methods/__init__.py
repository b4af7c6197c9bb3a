"""The real program in a real window, typed into through a real Vietnamese input method."""
