namespace Course.Vision.Tests;

[Collection("Console")] // the data folder's variable is one for the whole process
public sealed class PublishedNameTests
{
    [Fact]
    public void FileOfOnesOwnUnderThePublishedNameIsSentToItsPath()
    {
        using var folder = new TempFolder();
        var before = Environment.GetEnvironmentVariable("COURSE_DATA");
        Directory.CreateDirectory(folder["weights"]);
        File.WriteAllText(folder["weights", "vgg16-397923af.pth"], "converted");
        try
        {
            Environment.SetEnvironmentVariable("COURSE_DATA", folder.Path);
            var message = Assert.Throws<InvalidDataException>(() => Pretrained.Load("vgg16")).Message;
            Assert.Contains("expected 553,433,881 bytes of content, found 9", message); // their SHA-256 is compared where the size fits
            Assert.Contains("read a file of your own by its path, Pretrained.Load(\"vgg16\", path)", message);
        }
        finally
        {
            Environment.SetEnvironmentVariable("COURSE_DATA", before);
        }
    }
}
