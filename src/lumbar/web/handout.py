"""The handout over HTTP: the signed-in person's week as a PDF to print.

| method, path | answer |
|---|---|
| GET /api/handout?paper=&large=&region= | the PDF; 409 while something else comes first |
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from lumbar.handouts.content import Handout, Paper
from lumbar.handouts.pdf import handout_pdf
from lumbar.library.emergency import country_of
from lumbar.services import looking
from lumbar.web.lan.side import Side
from lumbar.web.routes import BAD, NOT_NOW, Here

handout = APIRouter(prefix="/api", responses=BAD)


@handout.get("/handout", response_class=Response, responses=NOT_NOW)
def get_handout(
    at: Here,
    request: Request,
    paper: Annotated[Paper, Query()] = "a4",
    large: Annotated[bool, Query()] = False,  # noqa: FBT002
    region: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    """Return the week as a PDF: drawings, doses, cautions, a diary, and whom to call in the region."""
    practice = at.practice
    week = looking.week(practice, at.person)
    side: Side | None = request.app.state.side
    content = handout_pdf(
        Handout(
            outcome=week.plan.outcome,
            catalogue=practice.catalogue,
            words=practice.words,
            country=country_of(region),
            since=week.today,
            app_url=side.address if side else None,
        ),
        practice.clock.now(),
        paper=paper,
        large=large,
    )
    return Response(
        content,
        media_type="application/pdf",
        headers={"content-disposition": 'attachment; filename="lumbar-plan.pdf"'},
    )
