namespace Course.Pages;

/// <summary>What the site around the pages says, in the notebooks' language.</summary>
internal sealed record SiteWords(string Language)
{
    private bool Korean => Language == "ko";

    public string Course => Korean ? "C#으로 배우는 합성곱 신경망" : "Convolutional neural networks in C#";
    public string About => Korean
        ? "식과 코드와 그림을 오가며 배웁니다. 모든 페이지는 노트북을 처음부터 끝까지 실행한 결과이고, 내려받아 그대로 실행해 볼 수 있습니다."
        : "Formulas, code and pictures side by side. Every page is a notebook executed from top to bottom, and you can run each one yourself.";
    public string Name => Language switch { "ko" => "한국어", "en" => "English", _ => Language };
    public string Languages => Korean ? "언어" : "Language";
    public string Lessons => Korean ? "수업" : "Lessons";
    public string InThis => Korean ? "이 수업의 내용" : "In this lesson";
    public string Around => Korean ? "이전 수업과 다음 수업" : "Previous and next lesson";
    public string Previous => Korean ? "이전" : "Previous";
    public string Next => Korean ? "다음" : "Next";
    public string Failed => Korean ? "실행 중 오류가 났습니다" : "ended in an error";
    public string Dark => Korean ? "어두운 화면" : "Dark mode";
    public string Search => Korean ? "검색" : "Search";
    public string SearchLessons => Korean ? "수업 내용 검색" : "Search the lessons";
    public string SearchHint => Korean ? "낱말을 여러 개 쓰면 모두 들어 있는 곳을 찾습니다. 위아래 화살표로 고르고 Enter로 엽니다."
        : "Several words find the places that hold them all. Arrow keys choose, Enter opens.";
    public string Close => Korean ? "닫기" : "Close";
    public string Nothing => Korean ? "찾은 곳이 없습니다. 다른 낱말로 찾아 보세요." : "Nothing found. Try another word.";
    public string Found => Korean ? "{0}곳을 찾았습니다" : "{0} places found";
    public string FoundOne => Korean ? "1곳을 찾았습니다" : "1 place found";
    public string NotLoaded => Korean ? "검색 목록을 읽지 못했습니다. 페이지를 새로 고쳐 보세요." : "The search index did not load. Reload the page to try again.";
    public string NoPage => Korean ? "페이지가 없습니다" : "There is no such page";
    public string NoPageAdvice => Korean ? "주소가 바뀌었거나 잘못 적혔습니다." : "It has moved, or its address was mistyped.";
    public string ToStart => Korean ? "수업 목록으로" : "To the list of lessons";
}
