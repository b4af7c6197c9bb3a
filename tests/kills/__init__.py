"""Types in the real program, kills it at random moments, and compares what is there afterwards."""
