"""What the browser keeps and runs: data files, the map's frame, the parts of the page that scripts draw."""
