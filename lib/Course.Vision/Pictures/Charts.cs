namespace Course.Vision;

/// <summary>Makes the charts of a notebook interactive.</summary>
public static class Charts
{
    /// <summary>
    /// The Plotly library, from the Plotly.NET package, as a script in the page; the setup cell shows it once a notebook. Nothing
    /// is loaded from the network. Without it, or with scripts off, each chart stays the static picture that it begins as.
    /// </summary>
    public static Picture Script()
    {
        ForeignChart.NoteScript();
        return new(ChartHtml.Script(typeof(Plotly.NET.Defaults).Assembly), Words.Here["Interactive"]);
    }
}
