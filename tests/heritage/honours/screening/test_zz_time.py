import time, pytest
from django.urls import reverse
from heritage.honours.models import *
from heritage.honours.screening import pairing
from tests.factories.honours import CandidacyFactory, a_campaign
from django.contrib.auth import get_user_model
from django.test import Client
@pytest.mark.django_db
def test_time(client):
    c=a_campaign(); t=c.titles.get()
    from search.text.names import plain_pinyin, reading
    from search.text.strokes import stroke_key
    import random
    rows=[]
    for i in range(5000):
        n=random.choice("王李张刘陈杨赵黄周吴")+random.choice("建志国海大小文明")+random.choice("国强军华平")
        rows.append(Candidacy(campaign=c,title=t,code=f"{i+1:03d}",nominee_name=n,deeds="事迹"*1000,sort_pinyin=plain_pinyin(reading(n)),stroke_key=stroke_key(n)))
    Candidacy.objects.bulk_create(rows)
    cs=list(Candidacy.objects.all())
    Nomination.objects.bulk_create([Nomination(title=t,candidacy=x,nominee_name=x.nominee_name,deeds="事迹",receipt=str(x.pk)) for x in cs])
    u=get_user_model().objects.create_superuser("a","a@a.cn","x"); client.force_login(u)
    for q in ("",):
        s=time.perf_counter(); r=client.get(reverse("screening:list")+q); print(q, r.status_code, round(time.perf_counter()-s,2))
    s=time.perf_counter(); 
    for x in cs[:50]: pairing.look_for_pairs(x)
    import cProfile,pstats
    pr=cProfile.Profile(); pr.enable()
    for x in cs[50:100]: pairing.look_for_pairs(x)
    pr.disable(); pstats.Stats(pr).sort_stats("cumtime").print_stats(22)
    s=time.perf_counter()
    for x in cs[100:150]: pairing.look_for_pairs(x)
    print("pairs of 50", round(time.perf_counter()-s,2), CandidacyPair.objects.count())
