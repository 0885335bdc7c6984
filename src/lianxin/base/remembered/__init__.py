"""Queries are put into words once: the SQL of every shape of query is remembered.

The ORM builds each query anew and writes its SQL anew, which costs several times what
the database takes to answer. Here a queryset only notes what was asked of it; the
first time that a shape of query is asked, Django writes its SQL; each later time only
the values are put in. Rows are never kept. See docs/decisions/0019.
"""

from lianxin.base.remembered.querysets import remember_all_queries
from lianxin.base.remembered.subqueries import Exists, Subquery

__all__ = ["Exists", "Subquery", "remember_all_queries"]
