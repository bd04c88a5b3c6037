"""Numbers in a message, and what they and comparatives ask of the numbers that a catalogue has."""
