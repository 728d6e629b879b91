"""The demo model's synthetic corpus: one module per group of tasks, each with its own word lists."""
