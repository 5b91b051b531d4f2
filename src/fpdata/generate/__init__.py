"""Generated files: descriptor, schemas, data dictionary and issue forms, all from the models."""
