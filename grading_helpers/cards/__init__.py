"""The widgets shown in notebooks: questions, practice, the lesson summary and backup."""
