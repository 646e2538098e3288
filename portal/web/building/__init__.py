"""Making the files the browser and the printer need, from what pip and npm installed. Runs at install."""
