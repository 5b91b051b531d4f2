"""Pages of the White House, as github.com/brian14708/wh-briefings keeps them; see `reader`."""
