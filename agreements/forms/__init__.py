"""The app's forms: the register's, and those that a draft of an agreement is edited with."""
