//! The sample document in the other five languages: the same structures with texts of that language, typed as
//! translators type them. For writers: no ITU translator has seen these texts.

use collective_letters::base::{Diagnostics, Language, Source};
use collective_letters::document::typography::{self, Conventions};
use collective_letters::document::*;
use collective_letters::model::phrases::{PhraseName, Phrases};

/// English, then French, Spanish, Russian, Chinese, Arabic.
const TEXTS: &[[&str; 6]] = &[
    [
        "INTERNATIONAL TELECOMMUNICATION UNION",
        "UNION INTERNATIONALE DES TÉLÉCOMMUNICATIONS",
        "UNIÓN INTERNACIONAL DE TELECOMUNICACIONES",
        "МЕЖДУНАРОДНЫЙ СОЮЗ ЭЛЕКТРОСВЯЗИ",
        "国际电信联盟",
        "الاتحاد الدولي للاتصالات",
    ],
    [
        "TELECOMMUNICATION STANDARDIZATION BUREAU",
        "BUREAU DE LA NORMALISATION DES TÉLÉCOMMUNICATIONS",
        "OFICINA DE NORMALIZACIÓN DE LAS TELECOMUNICACIONES",
        "БЮРО СТАНДАРТИЗАЦИИ ЭЛЕКТРОСВЯЗИ",
        "电信标准化局",
        "مكتب تقييس الاتصالات",
    ],
    [
        "Geneva, 21 January 2021",
        "Genève, le 21 janvier 2021",
        "Ginebra, 21 de enero de 2021",
        "Женева, 21 января 2021 года",
        "2021年1月21日，日内瓦",
        "جنيف، 21 يناير 2021",
    ],
    ["Ref:", "Réf.:", "Ref.:", "Осн.:", "文号：", "المرجع:"],
    [
        "TSB Collective letter 11/17",
        "Lettre collective TSB 11/17",
        "Carta Colectiva TSB 11/17",
        "Коллективное письмо 11/17 БСЭ",
        "电信标准化局第11/17号集体函",
        "رسالة TSB الجماعية 11/17",
    ],
    ["Tel:", "Tél.:", "Tel.:", "Тел.:", "电话：", "الهاتف:"],
    ["E-mail:", "E-mail:", "Correo-e:", "Эл. почта:", "电子邮件：", "البريد الإلكتروني:"],
    ["Web:", "Web:", "Web:", "Веб:", "网址：", "الموقع:"],
    ["Fax:", "Fax:", "Fax:", "Факс:", "传真：", "الفاكس:"],
    ["Subject:", "Objet:", "Asunto:", "Предмет:", "事由：", "الموضوع:"],
    [
        "To Administrations of Member States of the Union;",
        "Aux administrations des États Membres de l'Union;",
        "A las Administraciones de los Estados Miembros de la Unión;",
        "Администрациям Государств – Членов Союза;",
        "致国际电联各成员国主管部门；",
        "إلى إدارات الدول الأعضاء في الاتحاد؛",
    ],
    [
        "To ITU-T Sector Members;",
        "Aux Membres du Secteur UIT-T;",
        "A los Miembros de Sector del UIT-T;",
        "Членам Сектора МСЭ-Т;",
        "致ITU-T部门成员；",
        "إلى أعضاء قطاع تقييس الاتصالات (ITU-T)؛",
    ],
    [
        "To ITU-T Associates of Study Group 17;",
        "Aux Associés de l'UIT-T participant aux travaux de la Commission d'études 17;",
        "A los Asociados del UIT-T que participan en los trabajos de la Comisión de Estudio 17;",
        "Ассоциированным членам МСЭ-Т, участвующим в работе 17-й Исследовательской комиссии;",
        "致参加第17研究组工作的ITU-T部门准成员；",
        "إلى المنتسبين إلى قطاع تقييس الاتصالات المشاركين في أعمال لجنة الدراسات 17؛",
    ],
    [
        "To ITU Academia.",
        "Aux établissements universitaires participant aux travaux de l'UIT.",
        "A las Instituciones Académicas de la UIT.",
        "Академическим организациям – Членам МСЭ.",
        "致国际电联学术成员。",
        "إلى الهيئات الأكاديمية المنضمة إلى الاتحاد.",
    ],
    [
        "Virtual meeting of Study Group 17, 20-30 April 2021",
        "Réunion virtuelle de la Commission d'études 17, 20-30 avril 2021",
        "Reunión virtual de la Comisión de Estudio 17, 20-30 de abril de 2021",
        "Виртуальное собрание 17-й Исследовательской комиссии, 20–30 апреля 2021 года",
        "第17研究组虚拟会议，2021年4月20-30日",
        "الاجتماع الافتراضي للجنة الدراسات 17، 20\u{200f}-\u{200f}30 أبريل 2021",
    ],
    [
        "Dear Sir/Madam,",
        "Madame, Monsieur,",
        "Muy Señor mío/Muy Señora mía:",
        "Уважаемая госпожа, уважаемый господин,",
        "尊敬的先生/女士：",
        "حضرات السادة والسيدات،",
    ],
    [
        "It is my pleasure to invite you to attend the next meeting of ITU-T Study Group 17 (Security), which will be held virtually from 20 to 30 April 2021, inclusive.",
        "J'ai le plaisir de vous inviter à participer à la prochaine réunion de la Commission d'études 17 de l'UIT-T (« Sécurité »), qui se tiendra sous forme virtuelle du 20 au 30 avril 2021: voir ci-dessous; qui peut y participer? Toutes et tous!",
        "Me complace invitarle a la próxima reunión de la Comisión de Estudio 17 del UIT-T (Seguridad), que se celebrará de manera virtual del 20 al 30 de abril de 2021, ambos inclusive.",
        "Имею честь пригласить Вас принять участие в следующем собрании 17-й Исследовательской комиссии МСЭ-Т («Безопасность»), которое пройдет в виртуальном формате с 20 по 30 апреля 2021 года включительно. Сектор — орган МСЭ.",
        "我高兴地邀请您出席ITU-T第17研究组（“安全”）的下次会议。会议将于2021年4月20日至30日（含）以虚拟方式举行；欢迎各成员国、部门成员、部门准成员和学术成员踊跃参加《国际电联规则》所述的工作——尤其是标准制定工作……",
        "يسرني أن أدعوكم إلى حضور الاجتماع المقبل للجنة الدراسات 17 لقطاع تقييس الاتصالات (ITU-T) المعنية بالأمن الذي سيُعقد افتراضياً من 20 إلى 30 أبريل 2021 ضمناً، الساعة 09:30 بتوقيت جنيف. للاتصال: +41 22 730 6206 أو tsbsg17@itu.int؛ الرسالة 8/5.",
    ],
    [
        " Some of it is ",
        " Une partie est ",
        " Parte de ello está en ",
        " Часть текста набрана ",
        "部分文字为",
        " وبعض النص ",
    ],
    ["bold", "en gras", "negrita", "полужирным", "粗体", "غامق"],
    [", some ", ", une autre ", ", otra en ", ", часть — ", "，部分为", "، وبعضه "],
    ["italic", "en italique", "cursiva", "курсивом", "斜体", "مائل"],
    [
        ", and characters such as & < > \" ' mean themselves.",
        "; les signes & < > \" ' restent eux-mêmes.",
        "; los signos & < > \" ' son ellos mismos.",
        "; знаки & < > \" ' значат сами себя.",
        "，而&、<、>等字符保持原样。",
        "، والعلامات & < > تبقى كما هي.",
    ],
    [
        "Key deadlines",
        "Principales échéances",
        "Plazos principales",
        "Основные предельные сроки",
        "主要截止日期",
        "المواعيد النهائية الرئيسية",
    ],
    [
        "Key deadlines:",
        "Principales échéances:",
        "Plazos principales:",
        "Основные предельные сроки:",
        "主要截止日期：",
        "المواعيد النهائية الرئيسية:",
    ],
    [
        "20 February 2021",
        "20 février 2021",
        "20 de febrero de 2021",
        "20 февраля 2021 г.",
        "2021年2月20日",
        "20 فبراير 2021",
    ],
    [
        "20 March 2021",
        "20 mars 2021",
        "20 de marzo de 2021",
        "20 марта 2021 г.",
        "2021年3月20日",
        "20 مارس 2021",
    ],
    [
        "7 April 2021",
        "7 avril 2021",
        "7 de abril de 2021",
        "7 апреля 2021 г.",
        "2021年4月7日",
        "7 أبريل 2021",
    ],
    [
        "Submit ITU-T Member contributions for which translation is requested",
        "Soumettre les contributions des membres de l'UIT-T pour lesquelles une traduction est demandée",
        "Presentar las contribuciones de los Miembros del UIT-T cuya traducción se solicita",
        "Представить вклады Членов МСЭ-Т, для которых запрашивается письменный перевод",
        "提交要求翻译的ITU-T成员文稿",
        "تقديم مساهمات أعضاء قطاع تقييس الاتصالات المطلوب ترجمتها",
    ],
    [
        "Registration (via the online registration form on the study group homepage)",
        "Inscription (au moyen du formulaire d'inscription en ligne disponible sur la page d'accueil de la commission d'études)",
        "Inscripción (mediante el formulario en línea en la página principal de la Comisión de Estudio)",
        "Регистрация (с помощью онлайновой регистрационной формы на домашней странице исследовательской комиссии)",
        "注册（通过研究组主页上的在线注册表）",
        "التسجيل (بواسطة استمارة التسجيل الإلكترونية في الصفحة الرئيسية للجنة الدراسات)",
    ],
    [
        "Request visa support letters",
        "Demander une lettre d'invitation pour l'obtention du visa",
        "Solicitar cartas de apoyo para el visado",
        "Запросить письма для содействия в получении визы",
        "申请签证协助函",
        "طلب رسائل الدعم للحصول على التأشيرة",
    ],
    [
        "Submit ITU-T Member contributions (via Direct Document Posting)",
        "Soumettre les contributions des membres de l'UIT-T (par publication directe)",
        "Presentar las contribuciones de los Miembros del UIT-T (publicación directa)",
        "Представить вклады Членов МСЭ-Т (с помощью системы непосредственного размещения документов)",
        "提交ITU-T成员文稿（通过文件直传系统）",
        "تقديم مساهمات أعضاء قطاع تقييس الاتصالات (عن طريق النشر المباشر للوثائق)",
    ],
    [
        "Practical meeting information is set out in ",
        "Des informations pratiques sur la réunion figurent dans l'",
        "La información práctica sobre la reunión figura en el ",
        "Практическая информация о собрании представлена в ",
        "有关会议的实用信息见",
        "وترد المعلومات العملية عن الاجتماع في ",
    ],
    ["Annex A", "Annexe A", "Anexo A", "Приложении А", "附件A", "الملحق A"],
    ["Annex B", "Annexe B", "Anexo B", "Приложении В", "附件B", "الملحق B"],
    [
        ". A draft meeting agenda, prepared in agreement with the Chairman of the study group, Mr Heung-Youl Youm (Republic of Korea), is set out in ",
        ". Un projet d'ordre du jour de la réunion, établi en accord avec le Président de la commission d'études, M. Heung-Youl Youm (République de Corée), figure dans l'",
        ". El proyecto de orden del día de la reunión, preparado de acuerdo con el Presidente de la Comisión de Estudio, Sr. Heung-Youl Youm (República de Corea), figura en el ",
        ". Проект повестки дня собрания, подготовленный по согласованию с председателем исследовательской комиссии г-ном Хын Ёль Ёмом (Республика Корея), представлен в ",
        "。经与研究组主席Heung-Youl Youm先生（大韩民国）商定的会议议程草案见",
        ". ويرد مشروع جدول أعمال الاجتماع، الذي أُعدّ بالاتفاق مع رئيس لجنة الدراسات السيد Heung-Youl Youm (جمهورية كوريا)، في ",
    ],
    [".", ".", ".", ".", "。", "."],
    [
        "I wish you a productive and enjoyable meeting.",
        "Je vous souhaite une réunion constructive et agréable.",
        "Le deseo una reunión productiva y agradable.",
        "Желаю Вам плодотворного и приятного собрания.",
        "祝您与会顺利且富有成效。",
        "وأتمنى لكم اجتماعاً مثمراً وممتعاً.",
    ],
    [
        "Yours faithfully,",
        "Veuillez agréer, Madame, Monsieur, l'assurance de ma considération distinguée.",
        "Atentamente,",
        "С уважением,",
        "顺致敬意！",
        "وتفضلوا بقبول فائق التقدير والاحترام.",
    ],
    ["(signed)", "(signé)", "(firmado)", "(подпись)", "（原件已签）", "(توقيع)"],
    ["Chaesub Lee", "Chaesub Lee", "Chaesub Lee", "Чхе Суб Ли", "李在摄", "تشيساب لي"],
    [
        "Director of the Telecommunication",
        "Directeur du Bureau de la normalisation",
        "Director de la Oficina de Normalización",
        "Директор Бюро стандартизации",
        "电信标准化局",
        "مدير مكتب",
    ],
    [
        "Standardization Bureau",
        "des télécommunications",
        "de las Telecomunicaciones",
        "электросвязи",
        "主任",
        "تقييس الاتصالات",
    ],
    ["Annexes: 3", "Annexes: 3", "Anexos: 3", "Приложения: 3", "附件：3件", "الملحقات: 3"],
    [
        "Latest meeting information",
        "Informations les plus récentes sur la réunion",
        "Última información sobre la reunión",
        "Последняя информация о собрании",
        "最新会议信息",
        "أحدث المعلومات عن الاجتماع",
    ],
    ["ANNEX A", "ANNEXE A", "ANEXO A", "ПРИЛОЖЕНИЕ А", "附件A", "الملحق A"],
    ["ANNEX B", "ANNEXE B", "ANEXO B", "ПРИЛОЖЕНИЕ В", "附件B", "الملحق B"],
    [
        "Practical meeting information",
        "Informations pratiques sur la réunion",
        "Información práctica sobre la reunión",
        "Практическая информация о собрании",
        "会议实用信息",
        "معلومات عملية عن الاجتماع",
    ],
    [
        "WORKING METHODS AND FACILITIES",
        "MÉTHODES DE TRAVAIL ET INSTALLATIONS",
        "MÉTODOS DE TRABAJO E INSTALACIONES",
        "МЕТОДЫ РАБОТЫ И СРЕДСТВА ОБСЛУЖИВАНИЯ",
        "工作方法和设施",
        "أساليب العمل والمرافق",
    ],
    [
        "DOCUMENT SUBMISSION AND ACCESS: ",
        "SOUMISSION DES DOCUMENTS ET ACCÈS AUX DOCUMENTS: ",
        "PRESENTACIÓN DE LOS DOCUMENTOS Y ACCESO: ",
        "ПРЕДСТАВЛЕНИЕ ДОКУМЕНТОВ И ДОСТУП К НИМ: ",
        "文件提交和获取：",
        "تقديم الوثائق والنفاذ إليها: ",
    ],
    [
        "WORKING LANGUAGE: ",
        "LANGUE DE TRAVAIL: ",
        "IDIOMA DE TRABAJO: ",
        "РАБОЧИЙ ЯЗЫК: ",
        "工作语言：",
        "لغة العمل: ",
    ],
    [
        "The entire meeting will run in English only.",
        "La réunion se déroulera en anglais seulement.",
        "La reunión se celebrará íntegramente en inglés.",
        "Все собрание пройдет только на английском языке.",
        "整个会议仅使用英文。",
        "يجري الاجتماع بأكمله بالإنكليزية فقط.",
    ],
    ["REGISTRATION: ", "INSCRIPTION: ", "INSCRIPCIÓN: ", "РЕГИСТРАЦИЯ: ", "注册：", "التسجيل: "],
    [
        "REGISTRATION, NEW DELEGATES, FELLOWSHIPS AND VISA SUPPORT",
        "INSCRIPTION, NOUVEAUX DÉLÉGUÉS, BOURSES ET VISAS",
        "INSCRIPCIÓN, NUEVOS DELEGADOS, BECAS Y VISADOS",
        "РЕГИСТРАЦИЯ, НОВЫЕ ДЕЛЕГАТЫ, СТИПЕНДИИ И ВИЗЫ",
        "注册、新代表、与会补贴和签证",
        "التسجيل والمندوبون الجدد والمنح والتأشيرات",
    ],
    [
        "Agenda for Plenary Meeting of ITU-T SG17",
        "Ordre du jour de la réunion plénière de la CE 17 de l'UIT-T",
        "Orden del día de la reunión plenaria de la CE 17 del UIT-T",
        "Повестка дня пленарного заседания ИК17 МСЭ-Т",
        "ITU-T第17研究组全体会议议程",
        "جدول أعمال الجلسة العامة للجنة الدراسات 17",
    ],
    [
        "Virtual, 20-30 April 2021",
        "Réunion virtuelle, 20-30 avril 2021",
        "Virtual, 20-30 de abril de 2021",
        "В виртуальном формате, 20–30 апреля 2021 года",
        "虚拟会议，2021年4月20-30日",
        "اجتماع افتراضي، 20\u{200f}-\u{200f}30 أبريل 2021",
    ],
    [
        "NOTE - Updates to the agenda can be found in TD3473",
        "NOTE – Les mises à jour de l'ordre du jour figurent dans le document TD3473",
        "NOTA – Las actualizaciones del orden del día figuran en el documento TD3473",
        "ПРИМЕЧАНИЕ. – Обновленная повестка дня содержится в документе TD3473",
        "注 – 议程更新见TD3473号文件",
        "ملاحظة - ترد تحديثات جدول الأعمال في الوثيقة TD3473",
    ],
    [
        "Opening of the meeting and welcome",
        "Ouverture de la réunion et bienvenue",
        "Apertura de la reunión y bienvenida",
        "Открытие собрания и приветствие",
        "会议开幕和致欢迎辞",
        "افتتاح الاجتماع والترحيب",
    ],
    [
        "Results from the last SG17 meeting",
        "Résultats de la dernière réunion de la CE 17",
        "Resultados de la última reunión de la CE 17",
        "Результаты прошлого собрания ИК17",
        "第17研究组上次会议的结果",
        "نتائج اجتماع لجنة الدراسات 17 السابق",
    ],
    [
        "Working arrangements for this meeting",
        "Organisation des travaux de la réunion",
        "Organización de los trabajos de la reunión",
        "Организация работы собрания",
        "本次会议的工作安排",
        "ترتيبات العمل لهذا الاجتماع",
    ],
    [
        "Report of the 7 January 2021 SG17 e-plenary",
        "Rapport de la plénière virtuelle de la CE 17 du 7 janvier 2021",
        "Informe de la plenaria virtual de la CE 17 del 7 de enero de 2021",
        "Отчет о виртуальном пленарном заседании ИК17 7 января 2021 года",
        "2021年1月7日第17研究组电子全体会议报告",
        "تقرير الجلسة العامة الإلكترونية للجنة الدراسات 17 في 7 يناير 2021",
    ],
    [
        "SG17 JCAs",
        "JCA de la CE 17",
        "JCA de la CE 17",
        "JCA ИК17",
        "第17研究组的JCA",
        "أنشطة JCA للجنة الدراسات 17",
    ],
    [
        "Manuals, roadmaps and wikis",
        "Manuels, feuilles de route et wikis",
        "Manuales, hojas de ruta y wikis",
        "Руководства, дорожные карты и вики",
        "手册、路线图和维基",
        "الكتيبات وخرائط الطريق ومواقع الويكي",
    ],
    ["Closing", "Clôture", "Clausura", "Закрытие", "闭幕", "الاختتام"],
    [
        "Draft time plan",
        "Projet de calendrier",
        "Proyecto de calendario",
        "Проект плана распределения времени",
        "时间安排草案",
        "مشروع الجدول الزمني",
    ],
    ["Session", "Séance", "Sesión", "Заседание", "会议", "الجلسة"],
    [
        "Tuesday 20 April",
        "Mardi 20 avril",
        "Martes 20 de abril",
        "Вторник, 20 апреля",
        "4月20日，星期二",
        "الثلاثاء 20 أبريل",
    ],
    [
        "Wednesday 21 April",
        "Mercredi 21 avril",
        "Miércoles 21 de abril",
        "Среда, 21 апреля",
        "4月21日，星期三",
        "الأربعاء 21 أبريل",
    ],
    ["Morning", "Matin", "Mañana", "Утро", "上午", "صباحاً"],
    ["Afternoon", "Après-midi", "Tarde", "День", "下午", "بعد الظهر"],
    ["Plenary", "Plénière", "Plenaria", "Пленарное заседание", "全体会议", "الجلسة العامة"],
    [
        "Working Party 1/17",
        "Groupe de travail 1/17",
        "Grupo de Trabajo 1/17",
        "Рабочая группа 1/17",
        "第1/17工作组",
        "فرقة العمل 1/17",
    ],
    [
        "three half-days together",
        "trois demi-journées",
        "tres medias jornadas",
        "три половины дня вместе",
        "连续三个半天",
        "ثلاثة أنصاف أيام معاً",
    ],
    ["both rows", "deux lignes", "ambas filas", "обе строки", "两行", "السطران"],
    [
        "NOTE - Subject to change.",
        "NOTE – Sous réserve de modifications.",
        "NOTA – Sujeto a cambios.",
        "ПРИМЕЧАНИЕ. – Возможны изменения.",
        "注 – 可能有变。",
        "ملاحظة - قابل للتغيير.",
    ],
    [
        "Fellowship request form",
        "Formulaire de demande de bourse",
        "Formulario de solicitud de beca",
        "Форма заявки на стипендию",
        "与会补贴申请表",
        "استمارة طلب منحة",
    ],
    ["Family name", "Nom de famille", "Apellidos", "Фамилия", "姓", "اسم العائلة"],
    [
        "as in the passport, in capitals",
        "tel qu'il figure dans le passeport, en capitales",
        "como en el pasaporte, en mayúsculas",
        "как в паспорте, прописными буквами",
        "与护照一致，大写",
        "كما هو في جواز السفر",
    ],
    ["Title", "Titre", "Tratamiento", "Обращение", "称谓", "اللقب"],
    ["Mr", "M.", "Sr.", "г-н", "先生", "السيد"],
    ["Ms", "Mme", "Sra.", "г-жа", "女士", "السيدة"],
    ["Address", "Adresse", "Dirección", "Адрес", "地址", "العنوان"],
    ["PASSPORT DATA", "PASSEPORT", "PASAPORTE", "ПАСПОРТНЫЕ ДАННЫЕ", "护照信息", "بيانات جواز السفر"],
    [
        "Date of birth",
        "Date de naissance",
        "Fecha de nacimiento",
        "Дата рождения",
        "出生日期",
        "تاريخ الميلاد",
    ],
    [
        "Passport number",
        "Numéro de passeport",
        "Número de pasaporte",
        "Номер паспорта",
        "护照号码",
        "رقم جواز السفر",
    ],
    [
        "I have read the conditions and agree to them.",
        "J'ai lu les conditions et les accepte.",
        "He leído las condiciones y las acepto.",
        "С условиями ознакомлен(а) и согласен(на).",
        "我已阅读并同意上述条件。",
        "قرأت الشروط وأوافق عليها.",
    ],
    [
        "Without this the request is not considered.",
        "Sans cela, la demande n'est pas examinée.",
        "Sin esto no se examinará la solicitud.",
        "Без этого заявка не рассматривается.",
        "否则不予考虑。",
        "وإلا فلن يُنظر في الطلب.",
    ],
    ["Signature", "Signature", "Firma", "Подпись", "签字", "التوقيع"],
    [
        "International Telecommunication Union • Place des Nations • CH-1211 Geneva 20 • Switzerland",
        "Union internationale des télécommunications • Place des Nations • CH-1211 Genève 20 • Suisse",
        "Unión Internacional de Telecomunicaciones • Place des Nations • CH-1211 Ginebra 20 • Suiza",
        "Международный союз электросвязи • Place des Nations • CH-1211 Geneva 20 • Switzerland",
        "国际电信联盟 • Place des Nations • CH-1211 Geneva 20 • Switzerland",
        "الاتحاد الدولي للاتصالات • Place des Nations • CH-1211 Geneva 20 • Switzerland",
    ],
    [
        "Tel: +41 22 730 5111 • Fax: +41 22 733 7256 • E-mail: itumail@itu.int • www.itu.int",
        "Tél.: +41 22 730 5111 • Fax: +41 22 733 7256 • E-mail: itumail@itu.int • www.itu.int",
        "Tel.: +41 22 730 5111 • Fax: +41 22 733 7256 • Correo-e: itumail@itu.int • www.itu.int",
        "Тел.: +41 22 730 5111 • Факс: +41 22 733 7256 • Эл. почта: itumail@itu.int • www.itu.int",
        "电话：+41 22 730 5111 • 传真：+41 22 733 7256 • 电子邮件：itumail@itu.int • www.itu.int",
        "الهاتف: +41 22 730 5111 • الفاكس: +41 22 733 7256 • البريد الإلكتروني: itumail@itu.int • www.itu.int",
    ],
    [
        "A footnote that explains.",
        "Une note qui explique.",
        "Una nota que explica.",
        "Сноска с пояснением.",
        "说明性脚注。",
        "حاشية توضيحية.",
    ],
    [
        LONG,
        "Il convient de soumettre les contributions des membres par publication directe; les projets de documents temporaires doivent être envoyés par courrier électronique au secrétariat de la commission d'études au moyen du gabarit approprié. L'accès aux documents de réunion est fourni depuis la page d'accueil de la commission d'études; il est réservé aux membres de l'UIT-T disposant d'un compte d'utilisateur UIT avec accès TIES. ",
        "Las contribuciones de los Miembros deben presentarse mediante la publicación directa de documentos; los proyectos de documentos temporales deben enviarse por correo electrónico a la secretaría de la Comisión de Estudio utilizando la plantilla adecuada. El acceso a los documentos de la reunión se facilita en la página principal de la Comisión de Estudio y está reservado a los Miembros del UIT-T que tengan una cuenta de usuario de la UIT con acceso TIES. ",
        "Вклады Членов следует представлять с помощью системы непосредственного размещения документов; проекты TD следует представлять по электронной почте в секретариат исследовательской комиссии, используя соответствующий шаблон. Доступ к документам собрания обеспечивается с домашней страницы исследовательской комиссии и предоставляется только Членам МСЭ-Т, имеющим учетную запись пользователя МСЭ с доступом к TIES. ",
        "成员文稿应通过文件直传系统提交；临时文件（TD）草案应使用适当的模板，以电子邮件方式提交研究组秘书处。会议文件可从研究组主页获取，且仅限于具有TIES访问权的国际电联用户账号的ITU-T成员查阅。",
        "ينبغي تقديم مساهمات الأعضاء باستعمال النشر المباشر للوثائق؛ وينبغي تقديم مشاريع الوثائق المؤقتة (TD) بالبريد الإلكتروني إلى أمانة لجنة الدراسات باستعمال النموذج الملائم. ويمكن النفاذ إلى وثائق الاجتماع من الصفحة الرئيسية للجنة الدراسات، ويقتصر النفاذ على أعضاء قطاع تقييس الاتصالات الذين لديهم حساب مستعمل للاتحاد مع إمكانية النفاذ إلى خدمة TIES. ",
    ],
];

const LONG: &str = "Member contributions should be submitted using Direct Document Posting; draft TDs should be submitted by e-mail to the study group secretariat using the appropriate template. Access to meeting documents is provided from the study group homepage, and is restricted to ITU-T Members who have an ITU user account with TIES access. ";

/// The words of a language in the house style.
fn phrases(language: Language) -> Phrases {
    let path = format!("templates/phrases/{}.yaml", language.code());
    let text = std::fs::read_to_string(&path).expect("a phrases file");
    // The sample shows all that French can be set with: the spaces are a house's choice.
    let text = match language {
        Language::French => text.replace("\ntypography:", "\ntypography:\n  spacing: french\n  #"),
        _ => text,
    };
    Phrases::load(&Source::new(path, text), &mut Diagnostics::new()).expect("sound phrases")
}

/// What is written in a language for an English text; the text itself where nothing is known.
fn translate(english: &str, language: Language) -> String {
    let at = match language {
        Language::English => 0,
        Language::French => 1,
        Language::Spanish => 2,
        Language::Russian => 3,
        Language::Chinese => 4,
        Language::Arabic => 5,
    };
    let plain = typography::plain(english);
    let found = TEXTS.iter().find(|texts| texts[0] == plain).map(|texts| texts[at].to_owned());
    let long = || TEXTS.iter().find(|texts| texts[0] == LONG).map(|texts| plain.replace(LONG, texts[at]));
    found.or_else(long).unwrap_or(plain)
}

/// The sample document in a language.
pub fn document(language: Language) -> Document {
    let mut document = super::sample::document();
    if language == Language::English {
        return document;
    }
    let Phrases { dates, typography, phrases, .. } = &phrases(language);
    let said = |name: PhraseName| phrases.get(name.word()).expect("a phrase").value.clone();
    document.footnote_names =
        FootnoteNames { mark: said(PhraseName::Footnote), back: said(PhraseName::FootnoteBack) };
    let work = Work {
        conventions: Conventions {
            language,
            months: &dates.months,
            first_of_month: dates.first_of_month.as_deref(),
            typography,
        },
    };
    document.properties.language = language;
    document.properties.title = translate(&document.properties.subject, language);
    document.properties.subject = document.properties.title.clone();
    work.inlines(&mut document.running_header);
    document.first_footer.iter_mut().for_each(|p| work.paragraph(p));
    document.footnotes.iter_mut().flatten().for_each(|p| work.paragraph(p));
    document.sections.iter_mut().for_each(|section| work.blocks(&mut section.blocks));
    document
}

struct Work<'a> {
    conventions: Conventions<'a>,
}

impl Work<'_> {
    fn said(&self, text: &mut String) {
        *text = translate(text, self.conventions.language);
    }

    fn blocks(&self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(p) => self.paragraph(p),
                Block::Heading(heading) => {
                    self.said(&mut heading.outline);
                    self.paragraph(&mut heading.paragraph);
                }
                Block::List(list) => list.items.iter_mut().for_each(|item| self.blocks(&mut item.blocks)),
                Block::Table(table) => {
                    self.said(&mut table.summary);
                    table.rows.iter_mut().flat_map(|r| &mut r.cells).for_each(|c| self.blocks(&mut c.blocks));
                }
                Block::Columns(columns) => {
                    columns.columns.iter_mut().for_each(|c| self.blocks(&mut c.blocks))
                }
                Block::Form(form) => self.form(form),
                Block::Figure(_) | Block::Rule { .. } => {}
            }
        }
    }

    fn form(&self, form: &mut Form) {
        self.said(&mut form.summary);
        for row in &mut form.rows {
            match row {
                FormRow::Head(content) => self.inlines(content),
                FormRow::Field(field) => {
                    self.inlines(&mut field.label);
                    self.inlines(&mut field.hint);
                    if let Control::Choice { options, .. } = &mut field.control {
                        options.iter_mut().for_each(|option| self.said(option));
                    }
                }
            }
        }
    }

    fn paragraph(&self, paragraph: &mut Paragraph) {
        self.inlines(&mut paragraph.label);
        self.inlines(&mut paragraph.content);
    }

    fn inlines(&self, inlines: &mut [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text, _) => {
                    *text = typography::bind(&translate(text, self.conventions.language), self.conventions)
                }
                Inline::Link(link) => self.inlines(&mut link.content),
                Inline::LineBreak | Inline::Footnote(_) => {}
            }
        }
    }
}
