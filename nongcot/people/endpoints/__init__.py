"""The roster over HTTP: the same questions and verbs as the pages."""

from nongcot.people.endpoints.grants import router as grants
from nongcot.people.endpoints.persons import router as persons
from nongcot.people.endpoints.posts import router as posts
from nongcot.people.endpoints.records import router as records
from nongcot.people.endpoints.terms import router as terms
from nongcot.people.endpoints.units import router as units

__all__ = ["grants", "persons", "posts", "records", "terms", "units"]
