using System.Reflection;

namespace Pipeline.Hosting;

/// <summary>The version told to Port and to AWS.</summary>
public static class ProductVersion
{
    /// <summary>As <c>pipeline --version</c> prints it.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
