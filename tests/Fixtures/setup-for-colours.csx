using System.Text.RegularExpressions;
