"""What is in a photo, and how near the shop comes to it."""
