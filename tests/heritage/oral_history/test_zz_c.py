from tests.heritage.oral_history.test_nothing_closed_leaks import *
def test_only_this(client, interview, closed_range):
    print(interview.url, interview.live, interview.url_path, interview.get_parent().live)
    from wagtail.models import Site
    print(Site.objects.values())
    r = client.get(interview.url); print(r.status_code)
    print([ (p.url_path,p.live) for p in InterviewPage.objects.all()])
