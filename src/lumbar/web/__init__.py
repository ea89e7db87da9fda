"""The app over HTTP: factory, routes, security; serves the built front end."""
