namespace Workflows.CodeFirst.Onnx;

/// <summary>Architectures whose outputs are read the same way. With the task and the package's format it decides on the decoder.</summary>
internal enum ModelFamily
{
    /// <summary>YOLO v8, v9, v11 and v12: <c>[4 + classes + extras, anchors]</c>.</summary>
    YoloV8,

    /// <summary>YOLO v5: <c>[anchors, 5 + classes + extras]</c>.</summary>
    YoloV5,

    /// <summary>YOLO v7: as v5, prototypes in the fifth output.</summary>
    YoloV7,

    /// <summary>YOLO v10: <c>[300, 6]</c>, final.</summary>
    YoloV10,

    /// <summary>YOLO 26: <c>[300, 6 + extras]</c>, final.</summary>
    Yolo26,

    /// <summary>YOLO-NAS: boxes and scores in two outputs.</summary>
    YoloNas,

    /// <summary>YOLO-Lite: boxes, objectness and class logits in three outputs.</summary>
    YoloLite,

    /// <summary>RF-DETR: queries with normalised boxes and class logits.</summary>
    RfDetr,

    /// <summary>YOLACT: prior boxes, offsets, scores, coefficients and prototypes.</summary>
    Yolact,

    /// <summary>Vision transformer classifiers.</summary>
    Vit,

    /// <summary>ResNet classifiers.</summary>
    ResNet,

    /// <summary>DINOv3 classifiers.</summary>
    DinoV3,

    /// <summary>YOLO v8 and v11 classifiers.</summary>
    YoloClassifier,

    /// <summary>DeepLabV3+ semantic segmentation.</summary>
    DeepLabV3Plus,
}
