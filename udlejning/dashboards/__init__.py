"""The pages and reports that span the apps: the front page per role."""
