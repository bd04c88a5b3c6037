"""What a message points at."""
