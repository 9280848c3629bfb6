"""Live preview over HTTP: sites whose pages change while their files do."""
