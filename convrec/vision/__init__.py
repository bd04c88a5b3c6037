"""What is seen in pictures beyond their look."""
