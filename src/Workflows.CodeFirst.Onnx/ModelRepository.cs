namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// The models in a folder, by identifier. A model's package is read when it is first asked for, its network when it is first used.
/// </summary>
/// <remarks>
/// <para>
/// The folder may be a plain tree (<c>people-pose/3/</c> for <c>people-pose/3</c>) or a cache that the Python inference server filled, of
/// either format. Aliases of pretrained models (<c>yolov8n-640</c>) work as there.
/// </para>
/// <para>All members may be called from several threads at once.</para>
/// </remarks>
public sealed class ModelRepository : IDisposable
{
    private readonly ModelRepositoryOptions options;
    private readonly Lock access = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> byLastUse = new();
    private bool isDisposed;

    private ModelRepository(string folder, ModelRepositoryOptions options)
    {
        Folder = folder;
        this.options = options;
    }

    /// <summary>Where the packages are.</summary>
    public string Folder { get; }

    /// <summary>The identifiers of the models in the folder, as it is now.</summary>
    public IReadOnlyList<string> ModelIds => PackageLocator.List(Folder);

    /// <summary>The models in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How models are loaded and kept.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static ModelRepository FromDirectory(string folder, ModelRepositoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        options ??= ModelRepositoryOptions.Default;
        if (options.MaxLoadedModels < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxLoadedModels, "ModelRepositoryOptions.MaxLoadedModels must be 1 or more, or null.");
        }

        return Directory.Exists(folder) ? new(folder, options) : throw new DirectoryNotFoundException($"There is no model folder '{folder}'.");
    }

    /// <summary>
    /// The model of that identifier. It belongs to the repository: do not dispose it. It stays usable when its network is freed in favour
    /// of others, and then loads it again.
    /// </summary>
    /// <param name="modelId"><c>project/version</c>, a name or an alias.</param>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> is no identifier.</exception>
    /// <exception cref="ModelPackageException">There is no such model, or its package is unusable.</exception>
    /// <exception cref="ObjectDisposedException">The repository was disposed.</exception>
    public Model Get(string modelId)
    {
        lock (access)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (entries.TryGetValue(modelId, out Entry? known))
            {
                return known.Model;
            }

            ModelId id = ModelId.Parse(modelId);
            if (!entries.TryGetValue(id.Canonical, out Entry? entry))
            {
                string package = PackageLocator.Find(Folder, id) ?? throw Missing(id);
                entry = new();
                entry.Model = new(PackageReader.Read(package, id.Canonical), options.Model, _ => Touch(entry));
                entry.Node = byLastUse.AddLast(entry);
                entries.Add(id.Canonical, entry);
            }

            entries[modelId] = entry; // also under the name that was used, which makes the next call a single look-up
            return entry.Model;
        }
    }

    /// <summary>Loads networks now rather than at their first use.</summary>
    /// <param name="modelIds">The models.</param>
    /// <inheritdoc cref="Get"/>
    public void Preload(params IEnumerable<string> modelIds)
    {
        ArgumentNullException.ThrowIfNull(modelIds);
        foreach (string id in modelIds)
        {
            Get(id).Preload();
        }
    }

    /// <summary>Frees a model's network as soon as no call uses it; nothing happens when it is not in memory.</summary>
    /// <param name="modelId">The model.</param>
    /// <inheritdoc cref="Get"/>
    public void Unload(string modelId) => Get(modelId).Unload();

    /// <summary>Frees all networks as soon as no call uses them. The models cannot be used any more.</summary>
    public void Dispose()
    {
        lock (access)
        {
            isDisposed = true;
            foreach (Entry entry in byLastUse)
            {
                entry.Model.Dispose();
            }
        }
    }

    private void Touch(Entry entry)
    {
        if (options.MaxLoadedModels is not { } most)
        {
            return;
        }

        List<Model>? surplus = null;
        lock (access)
        {
            if (byLastUse.First != entry.Node)
            {
                byLastUse.Remove(entry.Node);
                byLastUse.AddFirst(entry.Node);
            }

            int loaded = 0;
            foreach (Entry other in byLastUse)
            {
                if (other.Model.IsLoaded && ++loaded > most)
                {
                    (surplus ??= []).Add(other.Model);
                }
            }
        }

        surplus?.ForEach(static model => model.Unload());
    }

    private ModelPackageException Missing(ModelId id)
    {
        IReadOnlyList<string> known = ModelIds;
        string meaning = id.Canonical == id.Text ? "" : $" (which stands for '{id.Canonical}')";
        string available = known.Count == 0 ? "The folder has no models."
            : $"Available: {string.Join(", ", known.Take(20))}{(known.Count > 20 ? $" and {known.Count - 20} more" : "")}.";
        return new($"There is no model '{id.Text}'{meaning} in '{Folder}'. {available}");
    }

    private sealed class Entry
    {
        public Model Model { get; set; } = null!;

        public LinkedListNode<Entry> Node { get; set; } = null!;
    }
}
