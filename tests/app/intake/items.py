"""Eight items about things that never happened, in four languages, written for the tests."""

from __future__ import annotations

from tests.app.intake.written import Item

ENGLISH = (
    Item(
        "en", "Ferry service suspended after engine fire", "Northern Shore Courier", "2023-10-18", "18 October 2023",
        (
            "The ferry between the two islands will not run until Friday, the harbour office "
            "said, after a fire in the "
            "engine room of the older of its two boats.",
            "No passenger was hurt. The crew put the fire out within half an hour, and a tug "
            "brought the boat back to "
            "the quay, where it is to be looked at by engineers from the yard.",
        ),
    ),
    Item(
        "en", "Committee reports record apple harvest in the valley", "Valley Gazette",
        "2022-09-03", "September 3, 2022",
        (
            "Growers in the upper valley brought in more apples than in any year since the committee began to count, "
            "its spokeswoman told reporters on Saturday.",
            "She named the mild spring as the reason and said that the cooperative had rented two more barns for the "
            "fruit that could not be sold at once.",
        ),
    ),
)  # fmt: skip
ARABIC = (
    Item(
        "ar", "توقف العبارة بعد حريق في غرفة المحرك", "بريد الساحل الشمالي",
        "2023-10-18", "الأربعاء 18 تشرين الأول/أكتوبر 2023",
        (
            "قال مكتب الميناء إن العبارة بين الجزيرتين لن تعمل حتى يوم الجمعة بعد حريق في غرفة "
            "المحرك في القارب الأقدم من "
            "القاربين.",
            "ولم يصب أي من الركاب بأذى. وأخمد الطاقم الحريق خلال نصف ساعة ثم عاد القارب إلى "
            "الرصيف حيث يفحصه المهندسون.",
        ),
    ),
    Item(
        "ar", "اللجنة تعلن عن محصول قياسي من التفاح في الوادي", "جريدة الوادي", "2022-09-03", "٣ سبتمبر ٢٠٢٢",
        (
            "جمع المزارعون في أعلى الوادي من التفاح أكثر مما جمعوه في أي سنة منذ أن بدأت اللجنة "
            "العد كما قالت المتحدثة باسمها "
            "للصحفيين.",
            "وذكرت أن السبب هو الربيع المعتدل وأن التعاونية استأجرت مخزنين آخرين للثمار التي لم "
            "يمكن بيعها على الفور.",
        ),
    ),
)  # fmt: skip
PERSIAN = (
    Item(
        "fa", "توقف کشتی مسافربری پس از آتش‌سوزی در موتورخانه", "پیک ساحل شمالی",
        "2023-10-18", "چهارشنبه ۲۶ مهر ۱۴۰۲",
        (
            "دفتر بندر گفت که کشتی میان دو جزیره تا روز جمعه کار نخواهد کرد، زیرا در موتورخانه "
            "یکی از دو کشتی آتش‌سوزی شده است.",
            "هیچ مسافری آسیب ندید. خدمه آتش را در نیم ساعت خاموش کردند و کشتی به اسکله بازگشت تا "
            "مهندسان آن را بررسی کنند.",
        ),
    ),
    Item(
        "fa", "کمیته از برداشت بی‌سابقه سیب در دره خبر داد", "روزنامه دره", "2022-09-03", "۱۴۰۱/۰۶/۱۲",
        (
            "باغداران بالای دره امسال بیش از هر سال دیگری سیب چیدند و سخنگوی کمیته این را به خبرنگاران گفت.",
            "او گفت که بهار ملایم دلیل این برداشت بود و تعاونی دو انبار دیگر برای میوه‌هایی که "
            "فروخته نشد اجاره کرده است.",
        ),
    ),
)  # fmt: skip
HEBREW = (
    Item(
        "he", "המעבורת הושבתה לאחר שריפה בחדר המכונות", "שליח החוף הצפוני", "2023-10-18", "18 באוקטובר 2023",
        (
            "המעבורת בין שני האיים לא תפעל עד יום שישי, כך אמר משרד הנמל, לאחר שריפה בחדר המכונות "
            "של הסירה הישנה מבין השתיים.",
            "איש מן הנוסעים לא נפגע. הצוות כיבה את האש בתוך חצי שעה, והסירה הוחזרה אל הרציף, שם "
            "היא תיבדק על ידי מהנדסים.",
        ),
    ),
    Item(
        "he", "הוועדה דיווחה על יבול שיא של תפוחים בעמק", "עיתון העמק", "2022-09-03", "3 בספטמבר 2022",
        (
            "המגדלים במעלה העמק אספו יותר תפוחים מאשר בכל שנה אחרת מאז החלה הוועדה לספור, כך אמרה "
            "הדוברת שלה לעיתונאים.",
            "היא אמרה כי האביב המתון הוא הסיבה, וכי הקואופרטיב שכר עוד שני מחסנים עבור הפרי שלא היה אפשר למכור מיד.",
        ),
    ),
)  # fmt: skip
ITEMS = (*ENGLISH, *ARABIC, *PERSIAN, *HEBREW)
