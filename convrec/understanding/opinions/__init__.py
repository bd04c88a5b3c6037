"""How a message stands to what it names: clauses, telling words, what is heard, verdicts."""
