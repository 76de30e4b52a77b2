using TorchSharp;

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
        File.WriteAllBytes(folder["b.jpg"], [1]);
        var coco = Load(Images, Boxes, Categories);
        Assert.Equal(["person", "car"], coco.ClassNames);
        Assert.Equal([folder["b.jpg"], folder["a.jpg"]], coco.Images.Select(image => image.Path));
        Assert.Equal([folder["a.jpg"]], coco.Missing);
        Assert.Equal([new(10.5, 20, 30, 40, Label: 1, IsCrowd: false), new(1, 2, 3, 4, Label: 0, IsCrowd: false)], coco.Images[0].Objects);
        using var scope = torch.NewDisposeScope();
        Assert.Equal([10.5f, 20, 40.5f, 60, 1, 2, 4, 6], coco.Images[0].Boxes().data<float>().ToArray());
        Assert.Equal([1L, 0], coco.Images[0].Labels().data<long>().ToArray());
        Assert.Equal([0, 4], coco.Images[1].Boxes().shape);
        Assert.Equal([0], coco.Images[1].Labels().shape);
        Assert.Equal("COCO: 2 images, 2 boxes, 2 classes, 1 image files missing", coco.ToString());
    }

    [Fact]
    public void CrowdsAreKeptWhenAskedFor() =>
        Assert.Equal([false, true, false], Load(Images, Boxes, Categories, crowds: true).Images[0].Objects.Select(box => box.IsCrowd));

    [Theory]
    [InlineData(Images, """[{"image_id":8,"category_id":3,"bbox":[1,2,3,4]}]""", Categories, "a box in image 8")]
    [InlineData(Images, """[{"image_id":7,"category_id":2,"bbox":[1,2,3,4]}]""", Categories, "a box of category 2")]
    [InlineData(Images, """[{"image_id":7,"category_id":3,"bbox":[1,2,3]}]""", Categories, "[1, 2, 3] that is not")]
    [InlineData(Images, """[{"image_id":7,"category_id":3,"bbox":[1,2,-3,4]}]""", Categories, "that is not")]
    [InlineData(Images, """[{"image_id":7,"category_id":3,"bbox":[1,2,1e300,4]}]""", Categories, "that is not")]
    [InlineData(Images, """[{"image_id":7,"category_id":3,"bbox":[1,2,1e999,4]}]""", Categories, "found")]
    [InlineData(Images, """[{"image_id":99999999999999999999,"category_id":3,"bbox":[1,2,3,4]}]""", Categories, "$.annotations[0].image_id")]
    [InlineData(Images, """[{"image_id":7,"category_id":"3","bbox":[1,2,3,4]}]""", Categories, "$.annotations[0].category_id")]
    [InlineData(Images, """[{"image_id":7,"category_id":3}]""", Categories, "bbox")]
    [InlineData(Images, "[null]", Categories, "found null")]
    [InlineData("""[{"id":7,"file_name":"../a.jpg","width":1,"height":1}]""", "[]", Categories, "leads out of the folder")]
    [InlineData("""[{"id":7,"file_name":"/etc/passwd","width":1,"height":1}]""", "[]", Categories, "leads out of the folder")]
    [InlineData("""[{"id":7,"file_name":"..","width":1,"height":1}]""", "[]", Categories, "leads out of the folder")]
    [InlineData("""[{"id":7,"file_name":"a.jpg","width":-1,"height":1}]""", "[]", Categories, "-1 x 1 pixels")]
    [InlineData("""[{"id":7,"file_name":"a.jpg","width":1,"height":1},{"id":7,"file_name":"b.jpg","width":1,"height":1}]""", "[]", Categories, "image 7 twice")]
    [InlineData(Images, "[]", """[{"id":1,"name":"a"},{"id":1,"name":"b"}]""", "category 1 twice")]
    [InlineData(Images, "{}", Categories, "$.annotations")]
    public void ContradictionsAreRefused(string images, string boxes, string categories, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Load(images, boxes, categories)).Message);

    [Theory, InlineData(""), InlineData("null"), InlineData("[]"), InlineData("{}"), InlineData("{\"images\":[]"), InlineData("[{\"caption\":\"a dog\"}]")]
    public void AnotherKindOfJsonIsRefused(string json)
    {
        File.WriteAllText(folder["x.json"], json);
        Assert.Contains(folder["x.json"], Assert.Throws<InvalidDataException>(() => new CocoDetection(folder["x.json"], folder.Path)).Message);
    }

    private CocoDetection Load(string images, string boxes, string categories, bool crowds = false)
    {
        File.WriteAllText(folder["x.json"], $$"""{"info":{"year":2017},"images":{{images}},"annotations":{{boxes}},"categories":{{categories}}}""");
        return new CocoDetection(folder["x.json"], folder.Path, crowds);
    }
}
