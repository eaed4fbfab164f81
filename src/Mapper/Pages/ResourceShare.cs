using Pipeline.Contracts;

namespace Pipeline.Mapper.Pages;

/// <summary>What one resource has in a page: its entities, in mapping order, and whether some block faulted on it.</summary>
internal sealed record ResourceShare(string Resource, IReadOnlyList<MappedEntity> Entities, bool IsFaulted);
