"""What holds for a department on a day: the answers people ask for, each with the rule that decides it."""
