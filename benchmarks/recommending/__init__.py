"""What ``benchmarks/recommenders.py`` measures and how: each model fits and answers in a process of its own."""
