"""Teach a catalogue by photos of its items that customers took."""
