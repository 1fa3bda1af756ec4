"""What follows from the values of a paper's sections alone."""
