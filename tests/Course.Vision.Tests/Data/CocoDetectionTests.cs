namespace Course.Vision.Tests;

public sealed class CocoDetectionTests : IDisposable
{
    private const string Categories = """[{"id":3,"name":"car","supercategory":"vehicle"},{"id":1,"name":"person"}]""";
    private const string Images = """[{"id":9,"file_name":"b.jpg","width":640,"height":480,"license":1},{"id":7,"file_name":"a.jpg","width":32,"height":16}]""";
    private const string Boxes = """
        [{"id":1,"image_id":9,"category_id":3,"bbox":[10.5,20,30,40],"area":1200.0,"iscrowd":0,"segmentation":[[1,2,3,4,5,6]]},
         {"id":2,"image_id":9,"category_id":1,"bbox":[0,0,640,100],"iscrowd":1,"segmentation":{"counts":[1,2],"size":[480,640]}},
         {"id":3,"image_id":9,"category_id":1,"bbox":[1,2,3,4]}]
        """;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void BoxesAndNamesComeTogether()
    {
        var coco = Load(Images, Boxes, Categories);
        Assert.Equal(["person", "car"], coco.ClassNames);
        Assert.Equal([folder["b.jpg"], folder["a.jpg"]], coco.Images.Select(image => image.Path));
        Assert.Equal([new(10.5, 20, 30, 40, Label: 1), new(1, 2, 3, 4, Label: 0)], coco.Images[0].Objects);
        Assert.Equal((32, 16, 0), (coco.Images[1].Width, coco.Images[1].Height, coco.Images[1].Objects.Count));
    }

    [Theory]
    [InlineData(Images, """[{"image_id":8,"category_id":3,"bbox":[1,2,3,4]}]""", Categories, "image 8, not both")]
    [InlineData(Images, """[{"image_id":7,"category_id":2,"bbox":[1,2,3,4]}]""", Categories, "a box of category 2")]
    [InlineData(Images, """[{"image_id":7,"category_id":3,"bbox":[1,2,3]}]""", Categories, "[1, 2, 3] that is not")]
    [InlineData(Images, """[{"image_id":7,"category_id":3,"bbox":[1,2,-3,4]}]""", Categories, "that is not")]
    [InlineData(Images, """[{"image_id":7,"category_id":3,"bbox":[1,2,1e999,4]}]""", Categories, "found")]
    [InlineData(Images, """[{"image_id":99999999999999999999,"category_id":3,"bbox":[1,2,3,4]}]""", Categories, "$.annotations[0].image_id")]
    [InlineData(Images, """[{"image_id":7,"category_id":"3","bbox":[1,2,3,4]}]""", Categories, "$.annotations[0].category_id")]
    [InlineData(Images, """[{"image_id":7,"category_id":3}]""", Categories, "bbox")]
    [InlineData(Images, "[null]", Categories, "found null")]
    [InlineData("""[{"id":7,"file_name":"../a.jpg","width":1,"height":1}]""", "[]", Categories, "leads out of the folder")]
    [InlineData("""[{"id":7,"file_name":"/etc/passwd","width":1,"height":1}]""", "[]", Categories, "leads out of the folder")]
    [InlineData("""[{"id":7,"file_name":"..","width":1,"height":1}]""", "[]", Categories, "leads out of the folder")]
    [InlineData("""[{"id":7,"file_name":"a.jpg","width":1,"height":1},{"id":7,"file_name":"b.jpg","width":1,"height":1}]""", "[]", Categories, "Key: 7")]
    [InlineData(Images, "[]", """[{"id":1,"name":"a"},{"id":1,"name":"b"}]""", "Key: 1")]
    [InlineData(Images, "{}", Categories, "$.annotations")]
    public void ContradictionsAreRefused(string images, string boxes, string categories, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Load(images, boxes, categories)).Message);

    [Theory, InlineData(""), InlineData("null"), InlineData("[]"), InlineData("{}"), InlineData("{\"images\":[]"), InlineData("[{\"caption\":\"a dog\"}]")]
    public void AnotherKindOfJsonIsRefused(string json)
    {
        File.WriteAllText(folder["x.json"], json);
        Assert.Contains(folder["x.json"], Assert.Throws<InvalidDataException>(() => new CocoDetection(folder["x.json"], folder.Path)).Message);
    }

    private CocoDetection Load(string images, string boxes, string categories)
    {
        File.WriteAllText(folder["x.json"], $$"""{"info":{"year":2017},"images":{{images}},"annotations":{{boxes}},"categories":{{categories}}}""");
        return new CocoDetection(folder["x.json"], folder.Path);
    }
}
