"""Each vacancy and what became of it: quota, offer check, answer."""
