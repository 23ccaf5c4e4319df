"""What somebody writes into the pages of a nomination."""

DEEDS = "退役后返乡带领乡亲修路种果树，把荒山变成果园。" * 30
PERSON = {
    "nominee_name": "王建国",
    "gender": "male",
    "birth": "民国三十年",
    "ethnicity": "汉族",
    "native_place": "某省某县",
    "unit": "某镇果树合作社理事长",
    "service": "1961年至1965年在陆军服役",
    "honours": "2019年县级劳动模范",
    "nominee_phone": "13800130002",
}
NOMINATOR = {
    "contact_name": "李大爷",
    "phone": "13800130001",
    "email": "",
    "relation": "邻居",
    "nominee_consent": "given",
    "consent_reason": "",
}
