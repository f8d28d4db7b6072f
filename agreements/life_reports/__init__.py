"""Rows for the pages of an agreement's life: from first meeting to adoption and change."""
