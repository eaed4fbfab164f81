namespace Pipeline.PortWriter.Removing;

/// <summary>A relation of one blueprint to another.</summary>
/// <param name="Blueprint">The blueprint whose entities relate.</param>
/// <param name="Name">The relation.</param>
/// <param name="Target">The blueprint that it leads to.</param>
/// <param name="IsMany">Whether it leads to several entities.</param>
internal sealed record BlueprintRelation(string Blueprint, string Name, string Target, bool IsMany);
