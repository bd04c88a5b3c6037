"""Learn the fusion of votes from what people chose."""
