"""The editor of a draft agreement: its parts step by step, a live preview, and problems in words."""
